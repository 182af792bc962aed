// import/no-default-export: default
export default 1
